/** Messages out of a stream of the protocol's frames. */
export class Frames {
  private rest = Buffer.alloc(0);

  /** Messages that are whole now. */
  *push(chunk: Buffer): Generator<object> {
    this.rest = Buffer.concat([this.rest, chunk]);
    for (;;) {
      const head = this.rest.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.rest.toString('latin1', 0, Math.max(0, head)))?.[1]);
      const end = head + 4 + length;
      if (head < 0 || this.rest.length < end) return;
      const text = this.rest.toString('utf8', head + 4, end);
      this.rest = this.rest.subarray(end);
      yield JSON.parse(text) as object;
    }
  }
}
