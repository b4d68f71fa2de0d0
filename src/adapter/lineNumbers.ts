/** Lines and columns as the client counts them (from 0 or from 1) and as we do (from 1). */
export class LineNumbers {
  private lineOffset = 0;
  private columnOffset = 0;

  /** What the client starts at: true for 1. */
  set(starts: { readonly line: boolean; readonly column: boolean }): void {
    this.lineOffset = starts.line ? 0 : 1;
    this.columnOffset = starts.column ? 0 : 1;
  }

  readonly fromClient = {
    line: (line: number): number => line + this.lineOffset,
    column: (column: number): number => column + this.columnOffset,
  };

  /** As the client counts. */
  get firstLine(): number {
    return 1 - this.lineOffset;
  }

  /** A request's arguments with every line and column in them as we count. */
  argsFromClient<T extends object>(args: T): T {
    return this.shifted(args, 1) as T;
  }

  /** A response or event body with every line and column in it as the client counts. */
  toClient(body: unknown): unknown {
    if (this.lineOffset === 0 && this.columnOffset === 0) return body;
    return this.shifted(body, -1);
  }

  private shifted(value: unknown, sign: 1 | -1): unknown {
    if (Array.isArray(value)) return value.map((item) => this.shifted(item, sign));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.shiftedField(key, inner, sign)]));
  }

  private shiftedField(key: string, value: unknown, sign: 1 | -1): unknown {
    if (typeof value !== 'number') return this.shifted(value, sign);
    if (key === 'line' || key === 'endLine') return value + sign * this.lineOffset;
    // `start` of a completion is a column, too.
    const isColumn = key === 'column' || key === 'endColumn' || (key === 'start' && sign < 0);
    return isColumn ? value + sign * this.columnOffset : value;
  }
}
