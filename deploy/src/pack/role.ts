/** What a bundle makes of a machine. */
export type Role = 'hub' | 'seat';

type Parts = {
  /** npm's name of the workspace that runs there. */
  workspace: string;
  /** What it needs beside compiled code and npm packages: files and folders of the repository, which keep their place. */
  beside: readonly string[];
};

export const PARTS: Readonly<Record<Role, Parts>> = {
  hub: { workspace: '@invigil/hub', beside: ['dashboard/dist/app'] },
  seat: {
    workspace: '@invigil/device',
    beside: [
      'models/compiled',
      'models/manifest.json',
      'device/seat/dist/app',
      'device/seat/dist/extension',
      'device/vscode/dist/invigil-vscode.vsix',
    ],
  },
};
