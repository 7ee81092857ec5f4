// One table: what was measured, of orc and of its peer, their ratio, and what was aimed at.
let headed = false;

/** Prints one row at once: a long benchmark shows how far it is. */
export function row(what: string, orc: string, peer = '', ratio = '', aim = ''): void {
  if (!headed) {
    process.stdout.write('\n| what | orc | etcd | ratio | aim |\n| --- | --- | --- | --- | --- |\n');
    headed = true;
  }
  process.stdout.write(`| ${[what, orc, peer, ratio, aim].join(' | ')} |\n`);
}

/** A row of two numbers where more is better; `aim` is the least ratio. */
export function faster(what: string, orc: number, peer: number, aim: number): void {
  row(what, `${count(orc)}/s`, `${count(peer)}/s`, `${(orc / peer).toFixed(2)}`, `≥ ${aim}`);
}

/** A row of two times in milliseconds where less is better; `aim` is the greatest ratio. */
export function sooner(what: string, orc: number, peer: number, aim: number): void {
  row(what, milliseconds(orc), milliseconds(peer), (orc / peer).toFixed(2), `≤ ${aim}`);
}

export function milliseconds(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(2)} ms`;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
