/** A group of modules that are written into one file, as Rolldown's `codeSplitting` takes it. */
type Group = {
  debugName: string;
  /** Name of the file for a module; null: it is none of this group. */
  name: (id: string, context: Context) => string | null;
  /** Of two groups that want a module the higher one has it. */
  priority: number;
};
type Context = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null };

/**
 * Puts what every visit needs into two files in place of one for each set of pages that share it: a browser fetches six files at a time of a
 * hub, and forty take seven rounds. What the entry imports stays apart, since it runs before the app's modules do; the entry itself too, which
 * waits for the app and must not be what the app waits for.
 *
 * @param entry path of the first module
 * @param app path of the module that it loads next
 */
export function openingChunks(entry: string, app: string): Group[] {
  const reached = new Map<string, ReadonlySet<string>>();
  const from = (start: string, context: Context): ReadonlySet<string> => {
    const modules = reached.get(start) ?? imported(start, context);
    reached.set(start, modules);
    return modules;
  };
  return [
    {
      debugName: 'first',
      name: (id, context) => (id !== entry && from(entry, context).has(id) ? 'first' : null),
      priority: 2,
    },
    {
      debugName: 'app',
      name: (id, context) => (from(app, context).has(id) ? 'app' : null),
      priority: 1,
    },
  ];
}

/** A module and all that is imported with it, without what is imported later. */
function imported(start: string, context: Context): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
