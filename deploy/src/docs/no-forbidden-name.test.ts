import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { detectorLabels } from '@invigil/models';

const ROOT = new URL('../../../', import.meta.url);
/** What nothing here may read of a person, as a whole word of a name. The nets themselves: `models/src/no-forbidden-net.test.ts`. */
const FORBIDDEN =
  /^(emotions?|emotional|moods?|ages?|genders?|sex|races?|racial|ethnic(ity)?|expressions?)$/i;

/** `headPose`, `head_pose` and `head-pose` → head, pose. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((word) => word !== '');
}

/** Every property name and every listed value of a JSON Schema. */
function namesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'properties' && typeof value === 'object' && value !== null)
      return [...Object.keys(value), ...namesIn(Object.values(value))];
    if (key === 'enum' || key === 'const') return [value].flat().map(String);
    return namesIn(value);
  });
}

/** Names that a source file declares: `name:`, `name?:`, `name = `, and what stands in single quotes. */
function namesDeclared(file: string): string[] {
  const code = readFileSync(new URL(file, ROOT), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  return [...code.matchAll(/([A-Za-z_]\w*)\??\s*[:=]|'([\w-]+)'/g)].map(
    ([, name, text]) => name ?? text ?? '',
  );
}

function allNames(): Map<string, string[]> {
  const protocol = readdirSync(new URL('docs/protocol/', ROOT)).map((file): [string, string[]] => {
    const schema: unknown = JSON.parse(readFileSync(new URL(`docs/protocol/${file}`, ROOT), 'utf8'));
    return [file, namesIn(schema)];
  });
  const sources = [
    'device/behaviour/src/observation.ts',
    'hub/src/store/schema.ts',
    'hub/src/store/privacy-schema.ts',
  ].map((file): [string, string[]] => [file, namesDeclared(file)]);
  return new Map([...protocol, ...sources, ['detector labels', [...detectorLabels]]]);
}

test('no message, observation, column or label is about emotion, age, gender or race', () => {
  const names = allNames();
  for (const [place, found] of names) {
    assert.ok(found.length > 0, `${place}: no name was read`);
    for (const word of found.flatMap(wordsOf)) assert.doesNotMatch(word, FORBIDDEN, place);
  }
});

test('would notice such a name, however it is written', () => {
  for (const name of ['candidateAge', 'mood', 'face_gender', 'dominant-emotion', 'Race'])
    assert.ok(
      wordsOf(name).some((word) => FORBIDDEN.test(word)),
      name,
    );
  for (const name of ['message', 'page', 'coverage', 'trace'])
    assert.ok(!wordsOf(name).some((word) => FORBIDDEN.test(word)), name);
});
