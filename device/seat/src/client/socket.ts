/** What a socket tells. After `closed` it tells nothing more. */
export type SocketEvents = {
  text: (text: string) => void;
  bytes: (bytes: Blob) => void;
  closed: () => void;
};

/** The part of a WebSocket that a link needs. */
export type Socket = { send: (text: string) => void; close: () => void };

export type OpenSocket = (url: string, events: SocketEvents) => Socket;

/** Opens the browser's own WebSocket. */
export const openBrowserSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url);
  socket.binaryType = 'blob';
  socket.addEventListener('close', () => events.closed());
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') events.text(data);
    else if (data instanceof Blob) events.bytes(data);
  });
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
};
