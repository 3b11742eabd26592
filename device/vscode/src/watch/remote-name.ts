/** A remote that is this machine: an editor in the browser, served from the loopback, has one too. */
const OWN = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** The kind of remote on whose files the editor works, such as `ssh-remote`; undefined where they are this machine's. */
export function remoteOf(remoteName: string | undefined): string | undefined {
  return remoteName === undefined || remoteName === '' || OWN.test(remoteName) ? undefined : remoteName;
}
