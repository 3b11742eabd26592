import { row, type Row } from '../bench/rows.js';
import type { JudgedPhoto } from './judge-all.js';

/** What is to be told of phones that are in view for some seconds, and what is told of nothing at most. */
const GOALS = { rooms: { least: 0.8 } } as const;

const SPLITS = { dev: 'scenes to choose by', test: 'scenes apart' } as const;

/**
 * Of how many photographs a possible phone was told: of webcam rooms and others with one in which the seat sees somebody, for a phone in
 * nobody's reach is nobody's, and of those without a phone.
 */
export function photoRows(photos: readonly JudgedPhoto[]): Row[] {
  return (['dev', 'test'] as const).flatMap((split) => {
    const of = photos.filter((photo) => photo.split === split);
    const isRoom = ({ scene }: JudgedPhoto): boolean => scene.startsWith('room-');
    const told = (name: string, some: readonly JudgedPhoto[], goal?: { least: number }): Row[] =>
      some.length === 0
        ? []
        : [
            row(
              `photographs shown for 8 s, ${SPLITS[split]}, ${name}: a possible phone was told`,
              some.filter((photo) => photo.told).length / some.length,
              '',
              some.length,
              goal,
            ),
          ];
    const shown = of.filter(({ hasPhones, somebody }) => hasPhones && somebody);
    return [
      ...told(
        'webcam rooms with a phone and somebody',
        shown.filter(isRoom),
        split === 'test' ? GOALS.rooms : undefined,
      ),
      ...told(
        'other pictures with a phone and somebody',
        shown.filter((photo) => !isRoom(photo)),
      ),
      ...told(
        'without a phone',
        of.filter(({ hasPhones }) => !hasPhones),
      ),
    ];
  });
}
