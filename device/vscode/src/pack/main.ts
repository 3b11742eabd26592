import { Command } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pack, STANDARD_PLACE } from './pack.js';

const command = new Command('package')
  .description('Packs the extension into a .vsix, to be installed with `code --install-extension FILE`.')
  .option('--out <file>', 'where it is written', STANDARD_PLACE)
  .parse(process.argv);
const { out } = command.opts<{ out: string }>();
const bytes = await pack();
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, bytes);
console.log(`${out}: ${bytes.length} bytes`);
