/** What a bundle makes of a machine. */
export type Role = 'hub' | 'seat';

type Parts = {
  /** npm's name of the workspace that runs there. */
  workspace: string;
  /** Its program, as a path from the root of the repository and of `app/`. */
  program: string;
  /** What it needs beside compiled code and npm packages: files and folders of the repository, which keep their place. */
  beside: readonly string[];
};

export const PARTS: Readonly<Record<Role, Parts>> = {
  hub: { workspace: '@invigil/hub', program: 'hub/dist/main.js', beside: ['dashboard/dist/app'] },
  seat: {
    workspace: '@invigil/device',
    program: 'device/dist/main.js',
    beside: [
      'models/compiled',
      'models/manifest.json',
      'device/seat/dist/app',
      'device/seat/dist/extension',
      'device/vscode/dist/invigil-vscode.vsix',
    ],
  },
};
