/** The part of a picture's axis that is in sight. Pure arithmetic; numbers are on the axis (events or microseconds). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Nothing narrower can be seen: ten events, or ten microseconds. */
export const NARROWEST = 10;

export const lengthOf = ({ from, to }: Span): number => to - from;

/** The span moved and cut so that it lies within another. */
export function clamped(span: Span, within: Span): Span {
  const length = Math.min(Math.max(NARROWEST, lengthOf(span)), Math.max(NARROWEST, lengthOf(within)));
  const from = Math.max(within.from, Math.min(within.to - length, span.from));
  return { from, to: from + length };
}

/** `factor` below 1 comes nearer. What is at `at` stays where it is. */
export function zoomed(span: Span, within: Span, factor: number, at: number): Span {
  const length = Math.min(Math.max(NARROWEST, lengthOf(span) * factor), lengthOf(within));
  const share = (at - span.from) / lengthOf(span);
  return clamped({ from: at - share * length, to: at - share * length + length }, within);
}

/** By a share of its own length. */
export function panned(span: Span, within: Span, share: number): Span {
  const by = lengthOf(span) * share;
  return clamped({ from: span.from + by, to: span.to + by }, within);
}

/** With room on both sides, so that what comes into sight next is there already. */
export function withMargin(span: Span, within: Span): Span {
  const margin = lengthOf(span) / 2;
  return { from: Math.max(within.from, span.from - margin), to: Math.min(within.to, span.to + margin) };
}

export const contains = (outer: Span, inner: Span): boolean => outer.from <= inner.from && outer.to >= inner.to;
