// The report: every row with its result, for people as a table and for programs as JSON.
import { type Outcome, type Row, groupNames } from '#cli/doctor/check.ts';
import type { Facts } from '#cli/doctor/facts.ts';

/** How many of what a row found are printed; JSON has them all. */
const mostShown = 8;

export const results = ['PASS', 'FAIL', 'WARN', 'SKIP'] as const;
export type Result = (typeof results)[number];

/** A row with what came of it. */
export interface Judged {
  readonly row: Row;
  readonly outcome: Outcome;
}

/** Judges every row. */
export function judge(rows: readonly Row[], facts: Facts): readonly Judged[] {
  return rows.map((row) => ({ row, outcome: row.check(facts) }));
}

/** How many rows have each result. */
export function countOf(judged: readonly Judged[]): Readonly<Record<Result, number>> {
  const count = (result: Result): number => judged.filter(({ outcome }) => outcome.result === result).length;
  return { PASS: count('PASS'), FAIL: count('FAIL'), WARN: count('WARN'), SKIP: count('SKIP') };
}

/** Names of objects come from users: control characters in them must not reach a terminal. */
const printable = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (unit) => JSON.stringify(unit).slice(1, -1));

const whyNot = (outcome: Outcome): string => (outcome.result === 'SKIP' ? ` (${outcome.why})` : '');

function below({ row, outcome }: Judged): string[] {
  if (outcome.result === 'PASS' || outcome.result === 'SKIP') return [];
  const { found } = outcome;
  const more = found.length - mostShown;
  return [
    ...found.slice(0, mostShown).map((each) => `- ${each}`),
    ...(more > 0 ? [`- and ${more} more: -o json shows all`] : []),
    `> ${row.advice}`,
  ];
}

/** The report as text: a table by groups, under each row that does not pass why, and what to do. */
export function reportText(judged: readonly Judged[]): string {
  const width = Math.max(...judged.map(({ row }) => row.id.length));
  const lines = groupNames.flatMap((group) => {
    const own = judged.filter(({ row }) => row.group === group);
    if (own.length === 0) return [];
    return [
      group.toUpperCase(),
      ...own.flatMap((each) => [
        printable(
          `  ${each.row.id.padEnd(width)}  ${each.outcome.result}  ${each.row.what}${whyNot(each.outcome)}`,
        ),
        ...below(each).map((line) => `  ${' '.repeat(width)}        ${printable(line)}`),
      ]),
      '',
    ];
  });
  const { PASS, FAIL, WARN, SKIP } = countOf(judged);
  return [
    ...lines,
    `${judged.length} checks: ${PASS} passed, ${FAIL} failed, ${WARN} warnings, ${SKIP} skipped`,
  ].join('\n');
}

/** The report for programs. */
export function reportJson(judged: readonly Judged[]): string {
  return JSON.stringify(
    {
      counts: countOf(judged),
      rows: judged.map(({ row: { id, group, what, advice }, outcome }) => ({
        id,
        group,
        what,
        result: outcome.result,
        ...('found' in outcome && { found: outcome.found, advice }),
        ...('why' in outcome && { why: outcome.why }),
      })),
    },
    null,
    2,
  );
}
