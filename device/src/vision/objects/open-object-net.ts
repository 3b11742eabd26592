import { classNames, type DetectorGraphNet, labelOf } from '@invigil/models';
import type { LoadedNet } from '../nets/inference.js';
import type { ObjectNet } from './object-detector.js';
import { SecondLook } from './second-look.js';

/** A detector with its second look, each loaded by `load`. Throws what `load` throws. */
export async function openObjectNet(
  { detector, name }: DetectorGraphNet,
  load: (name: string) => Promise<LoadedNet>,
): Promise<ObjectNet> {
  const { secondLook: passport } = detector;
  if (passport === undefined) return { net: await load(name) };
  const [net, again] = await Promise.all([load(name), load(passport.net)]);
  const classId = classNames(detector).findIndex((className) => labelOf(className) === 'phone');
  return { net, secondLook: new SecondLook({ net: again, passport, classId }) };
}
