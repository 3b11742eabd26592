import { createHmac } from 'node:crypto';
import { AgentMessage, type ClientName, proofText } from '@invigil/contract';

/** The id of the extension that the tried seat knows. */
export const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop';

/** The Origin that a client of a kind comes with; undefined: an editor is no browser. */
export function originOf(client: ClientName, url: URL): string | undefined {
  switch (client) {
    case 'page':
      return url.origin;
    case 'browser':
      return `chrome-extension://${EXTENSION}`;
    case 'editor':
      return undefined;
  }
}

/** What a client answers to a challenge. */
export function proofOf(key: string, nonce: string, client: ClientName): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(proofText(nonce, client)).digest('hex');
}

/** What the agent said in a text frame. @throws where it is no message of the contract */
export function agentMessage(text: string): AgentMessage {
  return AgentMessage.parse(JSON.parse(text));
}
