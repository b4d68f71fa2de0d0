/** How fast something grows that is told now and then. */
export class Rate {
  #before: { readonly amount: number; readonly at: number } | undefined;
  perSecond = 0;

  /** `now`: in milliseconds. Of what is told in the same moment, the first counts. */
  told(amount: number, now = Date.now()): void {
    const before = this.#before;
    if (before !== undefined && now <= before.at) return;
    if (before !== undefined) this.perSecond = (Math.max(0, amount - before.amount) / (now - before.at)) * 1000;
    this.#before = { amount, at: now };
  }

  forget(): void {
    this.#before = undefined;
    this.perSecond = 0;
  }
}
