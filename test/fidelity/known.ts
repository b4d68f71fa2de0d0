/**
 * What is known to differ in the fidelity programs when they are recorded, and why. Figures are ceilings: they may only fall, and a
 * program that no longer differs must leave the table. The aim is that it is empty. The ceilings of the states that the oracle
 * compares are in test/oracle/ceilings.json.
 */
interface Known {
  readonly atMost: number;
  readonly why: string;
}
type KnownTable = Readonly<Record<string, Known>>;

/** program -> lines printed by one of the runs (plain, recorded) and not by the other, and things that the recording lacks */
export const KNOWN_OUTPUT: KnownTable = {
  'fidelity/exits/stack-overflow.cjs': {
    atMost: 3,
    why: 'the overflow is found in a probe, not at the entry (src/FIDELITY.md)',
  },
};
