interface Numbers {
  readonly n: number;
}
exports.typed = (n: number): Numbers => ({ n });
