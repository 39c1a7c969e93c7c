import { connect, createServer } from 'node:net';

/** A line that can be cut, or go silent, as one over the air does. */
export class Line {
  static async open(target) {
    const line = new Line();
    line.pairs = new Set();
    line.state = 'whole';
    line.server = createServer((near) => line.join(near, target));
    await new Promise((listening) => line.server.listen(0, '127.0.0.1', listening));
    line.url = `http://127.0.0.1:${line.server.address().port}/`;
    return line;
  }

  join(near, target) {
    if (this.state === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    const pair = [near, far];
    this.pairs.add(pair);
    const pass = (from, to) => {
      from.on('data', (bytes) => this.state === 'silent' || to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        to.destroy();
        this.pairs.delete(pair);
      });
    };
    pass(near, far);
    pass(far, near);
  }

  async cut() {
    this.state = 'cut';
    this.pairs.forEach((pair) => pair.forEach((end) => end.destroy()));
  }

  silence() {
    this.state = 'silent';
  }

  mend() {
    this.state = 'whole';
  }

  close() {
    void this.cut();
    this.server.close();
  }
}
