/** A finger on the pad that moves sideways, by the browser's own touch events. */
export class Hand {
  static async of(page) {
    const hand = new Hand();
    hand.page = page;
    hand.session = await page.context().newCDPSession(page);
    return hand;
  }

  async press() {
    this.box = await this.page.locator('[data-test="pad-xy"]').boundingBox();
    await this.send('touchStart', [this.at(0, 0, 0)]);
    await this.send('touchMove', [this.at(0.5, 0.2, 0)]);
  }

  at(right, up, id) {
    return { x: this.box.x + (this.box.width * (1 + right)) / 2, y: this.box.y + (this.box.height * (1 - up)) / 2, id };
  }

  send(type, touchPoints) {
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}
