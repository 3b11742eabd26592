import type { LookDirection } from '@invigil/contract';
import { envelope } from '../films/envelope.js';
import { FILM, framesOf } from '../films/film-format.js';
import { type Mat, matOf, withMats } from '../films/opencv.js';
import { phoneSprite } from '../films/phone.js';
import { paste } from '../films/sprite.js';
import { lensCover } from './lens-cover.js';
import type { Happening, Scenario } from './scenario.js';
import type { Stage } from './stage.js';
import type { Camera } from './view.js';

/** The picture of a scenario at frame `index` of 25 a second, which count up; the Mat is the caller's. */
export type ScenarioFilm = { picture: (index: number) => Mat; close: () => void };

/** A thing that happens, in frames. */
type Timed = Happening & { from: number; to: number };

const RAMP = { cover: 8, leave: 10, phone: 10, guest: 15 } as const;
const PHONE_PX = { height: 190, left: 300, right: 560, top: 250 } as const;

/** Composes a scenario on its stage. */
export function composeScenario(scenario: Scenario, stage: Stage, camera: Camera): ScenarioFilm {
  const { view } = scenario;
  const timed = scenario.happenings.map((one) => ({
    ...one,
    from: framesOf(one.startMs / 1000),
    to: framesOf(one.endMs / 1000),
  }));
  const draw = drawerOf(timed, view.mirrored ? mirroredTurns(stage) : stage);
  let frozen: Mat | undefined;
  return {
    picture(index) {
      const isFrozen = timed.some(
        ({ from, subject, to }) => subject === 'frozen' && index >= from && index < to,
      );
      if (isFrozen && frozen) return frozen.copy();
      const shown = withMats((own) => camera(own(draw(index)), view, index));
      frozen?.release();
      frozen = shown.copy();
      return shown;
    },
    close: () => frozen?.release(),
  };
}

/** What looks left in a mirrored picture looked right before. */
function mirroredTurns(stage: Stage): Stage {
  const { turned } = stage;
  return turned ? { ...stage, turned: (direction, index) => turned(OPPOSITE[direction], index) } : stage;
}

const OPPOSITE = { left: 'right', right: 'left', up: 'up', down: 'down' } satisfies Record<
  LookDirection,
  LookDirection
>;

/** Draws the scene before the camera shows it. */
function drawerOf(happenings: readonly Timed[], stage: Stage): (index: number) => Mat {
  const covers = new Map(
    happenings.filter(({ subject }) => subject === 'covered').map((one) => [one, lensCover(one.form)]),
  );
  const phones = new Map(
    happenings
      .filter(({ subject }) => subject === 'phone')
      .map((one) => [one, phoneSprite(Math.round(PHONE_PX.height * one.size), 40 * (one.form - 0.5))]),
  );
  return (index) => {
    const near = happenings.find(({ from, to }) => index >= from - 40 && index < to + 40);
    if (!near) return stage.candidate(index);
    switch (near.subject) {
      case 'frozen':
        return stage.candidate(index);
      case 'face-absent':
        return fade(stage.candidate(index), stage.empty(), envelope(index, near, RAMP.leave));
      case 'covered': {
        const cover = covers.get(near);
        const there = envelope(index, near, RAMP.cover);
        return cover ? fade(stage.candidate(index), matOf(cover), there) : stage.candidate(index);
      }
      case 'extra-person':
        return withGuest(stage, index, near);
      case 'passage':
        return passing(stage, index, near);
      case 'looking-away':
        return index >= near.from && index < near.to && near.direction && stage.turned
          ? stage.turned(near.direction, index)
          : stage.candidate(index);
      case 'phone': {
        const phone = phones.get(near);
        const there = envelope(index, near, RAMP.phone);
        if (!phone || there === 0) return stage.candidate(index);
        // A hand is never still: two slow swings whose periods don't divide each other.
        const sway = { x: 6 * Math.sin(index / 11), y: 4 * Math.sin(index / 7) };
        const left = PHONE_PX.left + (PHONE_PX.right - PHONE_PX.left) * near.form;
        const below = (1 - there) * (FILM.height - PHONE_PX.top);
        return withMats((own) => {
          const film = { ...FILM, bgr: own(stage.candidate(index)).getData() };
          paste(film, phone, { left: left + sway.x, top: PHONE_PX.top + sway.y + below });
          return matOf(film);
        });
      }
    }
  };
}

/** Comes in at one edge, stays there, and goes. */
function withGuest(stage: Stage, index: number, { form, from, size, to }: Timed): Mat {
  const there = envelope(index, { from, to }, RAMP.guest);
  if (there === 0) return stage.candidate(index);
  const rests = form < 0.5 ? 0.14 : 0.86;
  const outside = form < 0.5 ? -0.3 : 1.3;
  return stage.withGuest(index, { centre: outside + (rests - outside) * there, size });
}

/** Walks by from one edge to the other. */
function passing(stage: Stage, index: number, { form, from, size, to }: Timed): Mat {
  const way = (index - from) / (to - from);
  if (way < 0 || way > 1) return stage.candidate(index);
  return stage.withGuest(index, { centre: -0.2 + 1.4 * (form < 0.5 ? way : 1 - way), size });
}

/** Both pictures are released. */
function fade(picture: Mat, other: Mat, there: number): Mat {
  return withMats((own) => own(picture).addWeighted(1 - there, own(other), there, 0));
}
