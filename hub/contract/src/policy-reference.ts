import { Accommodations } from './accommodations.js';
import { type Field, fieldsOf, valuesOf } from './policy-fields.js';
import { Policy } from './policy.js';
import { PROFILES, ProfileName } from './profiles.js';
import { WrittenPolicy } from './written-policy.js';

const RULES = ['conduct', 'coverage', 'room'] as const;

/** `docs/policy.md`: every field of a policy, what each profile changes, and what can be arranged with a candidate. */
export function policyReference(): string {
  const fields = fieldsOf(Policy);
  const others = fields.filter(({ path }) => !RULES.some((part) => path.startsWith(`${part}.`)));
  const shared = fields.filter(({ path }) => path.startsWith('room.sharedCause.'));
  return `${[
    '# The policy',
    'Made by `npm run protocol -w hub/contract` from the schemas in `hub/contract/src`; a test sees when it drifts.',
    'What a seat watches for and how it weighs it. Every field has its default, so `{}` is the standard policy. In the hub’s configuration a room’s `policy` names a profile and changes single fields: `policy: { profile: closed-book, conduct: { phone: { weight: 80 } } }`. A seat’s `accommodations` say what was arranged with its candidate. The SHA-256 of the policy’s canonical text (keys sorted) is its hash: each seat has its own, and says in its birth under which it works.',
    '## Fields',
    table(others),
    ...RULES.flatMap((part) => rules(part, fields)),
    '### room.sharedCause',
    table(shared),
    '## Profiles',
    ...ProfileName.options.flatMap(profile),
    '## Accommodations',
    'What was arranged with one candidate. It only takes away: no signal is added, no onset shortened, no weight raised; the same arrangement twice is once, and the order of two does not matter (`with-accommodations.ts`, tested). The invigilator reads `words`; there is no place for a reason.',
    table(fieldsOf(Accommodations)),
    '`off` takes every kind of conduct and of findings of the room; `longerOnset` every kind of conduct and `all`.',
  ].join('\n\n')}\n`;
}

const PARTS = {
  conduct: 'How each kind of conduct becomes a signal, and what the signal adds to the risk.',
  coverage: 'How each kind of blindness becomes a coverage signal. It has no weight.',
  room: 'What the hub looks for over several seats of a room.',
} as const;

function rules(part: (typeof RULES)[number], fields: readonly Field[]): string[] {
  const byKind = new Map<string, Field[]>();
  for (const field of fields) {
    const [top, kind, name] = field.path.split('.');
    if (top !== part || kind === undefined || name === undefined || kind === 'sharedCause') continue;
    byKind.set(kind, [...(byKind.get(kind) ?? []), { ...field, path: name, standard: field.standard }]);
  }
  const [first = []] = byKind.values();
  const names = first.map(({ path }) => path);
  const standards = [...byKind].map(([kind, rule]) => [
    `\`${kind}\``,
    ...rule.map(({ standard }) => standard),
  ]);
  return [
    `## ${part}`,
    PARTS[part],
    grid(
      ['field', 'meaning', 'unit', 'range'],
      first.map(({ meaning, path, range, unit }) => [`\`${path}\``, meaning, unit, range]),
    ),
    'Defaults:',
    grid(['kind', ...names.map((name) => `\`${name}\``)], standards),
  ];
}

function profile(name: ProfileName): string[] {
  const policy = WrittenPolicy.parse({ profile: name });
  const standard = valuesOf(Policy.parse({}));
  const rows = [...valuesOf(policy)].flatMap(([path, here]) => {
    const usual = standard.get(path);
    return path === 'id' || usual === here ? [] : [[`\`${path}\``, usual ?? '', here]];
  });
  const differs = rows.length === 0 ? [] : [grid(['field', 'standard', 'here'], rows)];
  return [`### ${name}, version ${policy.version}`, PROFILES[name].why, ...differs];
}

function table(fields: readonly Field[]): string {
  return grid(
    ['field', 'meaning', 'unit', 'range', 'default'],
    fields.map(({ meaning, path, range, standard, unit }) => [`\`${path}\``, meaning, unit, range, standard]),
  );
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
