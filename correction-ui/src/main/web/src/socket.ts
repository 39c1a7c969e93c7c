import { parseEvent, parseVideo, type UiCommand, type UiEvent, type VideoPacket } from './protocol.js';
import type { Link } from './state.js';

export interface Listener {
  linkChanged(link: Link): void;
  heard(event: UiEvent): void;
  pictured(picture: VideoPacket): void;
}

const PING_MILLIS = 2_000;
/** Without a word for so long the line is dead, whatever the browser believes. */
const SILENCE_MILLIS = 5_000;
const FIRST_RETRY_MILLIS = 500;
const LONGEST_RETRY_MILLIS = 5_000;

/** The tablet's one line to the backend; connects again by itself, and restores nothing. */
export class Socket {
  private socket: WebSocket | undefined;
  private retryMillis = FIRST_RETRY_MILLIS;
  private heardAt = 0;

  constructor(
    private readonly url: string,
    private readonly listener: Listener,
  ) {
    this.connect();
    setInterval(() => this.check(), PING_MILLIS);
  }

  /** False when there is no line; then nothing is kept for later. */
  send(command: UiCommand): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.socket.send(JSON.stringify(command));
    return true;
  }

  /** Who is signed in is told when a line begins: after a sign-in there must be a new one. */
  renew(): void {
    const socket = this.socket;
    if (socket === undefined) {
      return;
    }
    this.retryMillis = 0;
    socket.close();
    this.lost(socket);
  }

  private connect(): void {
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.heardAt = Date.now();
    socket.onopen = () => {
      this.retryMillis = FIRST_RETRY_MILLIS;
      this.listener.linkChanged('online');
      this.check();
    };
    socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => this.receive(message.data);
    socket.onclose = () => this.lost(socket);
  }

  private receive(data: string | ArrayBuffer): void {
    this.heardAt = Date.now();
    if (typeof data === 'string') {
      const event = parseEvent(data);
      if (event !== undefined) {
        this.listener.heard(event);
      }
      return;
    }
    const picture = parseVideo(data);
    if (picture !== undefined) {
      this.listener.pictured(picture);
    }
  }

  private lost(socket: WebSocket): void {
    if (this.socket !== socket) {
      return;
    }
    this.socket = undefined;
    this.listener.linkChanged('offline');
    setTimeout(() => this.connect(), this.retryMillis);
    this.retryMillis = Math.min(LONGEST_RETRY_MILLIS, Math.max(FIRST_RETRY_MILLIS, this.retryMillis * 2));
  }

  private check(): void {
    const socket = this.socket;
    if (socket !== undefined && Date.now() - this.heardAt > SILENCE_MILLIS) {
      socket.close();
      this.lost(socket);
    }
    this.send({ command: 'ping', sentAtMillis: Date.now() });
  }
}
