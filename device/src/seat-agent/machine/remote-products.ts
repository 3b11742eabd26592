/** A product by which somebody elsewhere can see or steer the screen. */
type RemoteProduct = {
  readonly product: string;
  /** TCP ports on which it listens unless it was told otherwise. */
  readonly ports: readonly number[];
  /** Its programs, as the kernel names them (15 characters at most). */
  readonly programs: RegExp;
};

export const REMOTE_PRODUCTS: readonly RemoteProduct[] = [
  {
    product: 'VNC',
    ports: [5800, 5900, 5901, 5902, 5903, 5904, 5905, 5906, 5907, 5908, 5909],
    programs:
      /^(?:x11vnc|x0.*vnc.*|x?vnc(?:server.*|core.*)?|x(?:tiger|tight|realvnc)vnc.*|wayvnc|krfb|vino-server|winvnc.*)$/i,
  },
  { product: 'RDP', ports: [3389], programs: /^(?:xrdp.*|gnome-remote-de|krdpserver|freerdp-shadow.*)$/i },
  { product: 'AnyDesk', ports: [7070], programs: /^anydesk.*$/i },
  { product: 'TeamViewer', ports: [5938, 5939], programs: /^teamviewer.*$/i },
  { product: 'RustDesk', ports: [21118, 21119], programs: /^(?:rustdesk|hoptodesk).*$/i },
  { product: 'NoMachine', ports: [], programs: /^(?:nxserver|nxnode|nxd)(?:\.bin)?$/i },
  { product: 'Chrome Remote Desktop', ports: [], programs: /^(?:chrome-remote-d|remoting_me2me).*$/i },
  { product: 'Sunshine', ports: [47984, 47989, 48010], programs: /^sunshine(?:-.*)?$/i },
];
