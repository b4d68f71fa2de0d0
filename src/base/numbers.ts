/** A whole number as people read it: `1,234,567`. Not by Intl, which takes 40 ms when it is first used. */
export const countText = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');
