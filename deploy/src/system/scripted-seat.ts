import { createHash } from 'node:crypto';
import {
  type Birth,
  type EventBody,
  type Health,
  MessageCommand,
  type Policy,
  type SeatAddress,
  commandTopic,
  decode,
  readWantedPolicy,
  responseTopic,
  seatPrincipal,
  seatTopic,
} from '@invigil/contract';
import { connectAsync, type MqttClient } from 'mqtt';
import type { LocalRoom } from '../room/room.js';
import { WELL } from '../room/well.js';

/** The one boot of every scripted seat. */
export const SCRIPTED_BOOT = '5c'.repeat(8);

const BORN = {
  boot: SCRIPTED_BOOT,
  session: null,
  versions: { invigil: '0.1.0', node: process.versions.node, opencv: '4.10.0' },
  inference: { runtime: 'onnxruntime', provider: 'cpu' },
  nets: [],
  camera: {
    type: 'camera',
    name: '/dev/video0',
    asked: { width: 848, height: 480, fps: 30, fourcc: 'MJPG' },
    granted: { width: 848, height: 480, fps: 30, fourcc: 'MJPG' },
  },
} satisfies Omit<Birth, 'at' | 'policyHash'>;

/** A seat without camera and nets: it tells what a test has it tell, and nothing else. */
export class ScriptedSeat {
  readonly #client: MqttClient;
  readonly #address: SeatAddress;
  #seq = 0;
  #session: string | null = null;

  private constructor(client: MqttClient, address: SeatAddress) {
    this.#client = client;
    this.#address = address;
  }

  /** Connects in the place of a seat of the room's plan. */
  static async connect(room: LocalRoom, seat: string): Promise<ScriptedSeat> {
    const { plan } = room;
    const address = { centre: plan.centre, room: plan.room, seat };
    const principal = seatPrincipal(address);
    const client = await connectAsync(`mqtt://127.0.0.1:${plan.ports.mqtt}`, {
      clientId: principal,
      username: principal,
      password: room.tokenOf(seat),
      protocolVersion: 4,
    });
    const scripted = new ScriptedSeat(client, address);
    await scripted.#say('state', { state: 'online', boot: SCRIPTED_BOOT, at: Date.now() }, true);
    return scripted;
  }

  /** Tells events, one after the other in one message. */
  async tell(...bodies: EventBody[]): Promise<void> {
    const events = bodies.map((body) => ({
      seq: (this.#seq += 1),
      session: this.#session,
      at: Date.now(),
      body,
    }));
    await this.#say('evt', { v: 1, boot: SCRIPTED_BOOT, events }, false);
  }

  /** Says what it is; `policyHash` is the wanted one. */
  async beBorn(birth: Pick<Birth, 'policyHash'> & Partial<Birth>): Promise<void> {
    await this.#say('birth', { ...BORN, at: Date.now(), ...birth }, true);
  }

  /** Says how it fares: well, save for what is given. */
  async fare(health: Partial<Health> = {}): Promise<void> {
    await this.#say('health', { ...WELL, boot: SCRIPTED_BOOT, at: Date.now(), ...health }, true);
  }

  /** Raises a hand. */
  async raiseHand(id: string, words: string): Promise<void> {
    await this.tell({ type: 'hand-raised', hand: { id, words } });
  }

  /** Answers messages to the candidate from now on. Gives what they said, as they come. */
  async answerMessages(answer: { ok: boolean; reason?: string }): Promise<string[]> {
    const read: string[] = [];
    this.#client.on('message', (_topic, payload) => {
      const command = decode(MessageCommand, payload);
      if (!command.ok) return;
      read.push(command.value.words);
      const response = { id: command.value.id, ...answer };
      void this.#client.publishAsync(responseTopic(this.#address, 'message'), JSON.stringify(response));
    });
    // A seat may listen to all of its commands, and to no single one.
    await this.#client.subscribeAsync(commandTopic(this.#address, 'message').replace(/message$/, '+'));
    return read;
  }

  /**
   * Takes from now on what the hub wants it to work under; says so as a seat does, unless it is told to be `deaf`.
   * Gives the policies, as they come.
   */
  async heedPolicies({
    deaf = false,
    session = null,
  }: { deaf?: boolean; session?: string | null } = {}): Promise<Policy[]> {
    this.#session = session;
    const wanted: Policy[] = [];
    const topic = seatTopic(this.#address, 'policy');
    this.#client.on('message', (on, payload) => {
      const read = on === topic ? readWantedPolicy(payload) : undefined;
      if (read?.ok !== true) return;
      wanted.push(read.value.policy);
      if (!deaf) void this.beBorn({ policyHash: read.value.hash, session });
    });
    await this.#client.subscribeAsync(topic);
    return wanted;
  }

  /** Brings a picture to the hub, as evidence. Throws an Error where it is not taken. */
  async bringPicture(room: LocalRoom, jpeg: Uint8Array<ArrayBuffer>): Promise<string> {
    const sha256 = createHash('sha256').update(jpeg).digest('hex');
    const answer = await fetch(`${room.url}/api/seat/evidence/${sha256}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${room.tokenOf(this.#address.seat)}`,
        'x-invigil-seat': seatPrincipal(this.#address),
        'content-type': 'image/jpeg',
      },
      body: jpeg,
    });
    if (!answer.ok) throw new Error(`the picture is refused: ${answer.status} ${await answer.text()}`);
    return sha256;
  }

  /** @param options.atOnce without waiting for what it has still to tell */
  async close({ atOnce = false }: { atOnce?: boolean } = {}): Promise<void> {
    await this.#client.endAsync(atOnce);
  }

  async #say(channel: 'state' | 'evt' | 'birth' | 'health', message: object, retain: boolean): Promise<void> {
    const topic = seatTopic(this.#address, channel);
    await this.#client.publishAsync(topic, JSON.stringify(message), { qos: 1, retain });
  }
}
