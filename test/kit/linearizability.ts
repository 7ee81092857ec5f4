// Whether a concurrent history could have been that of one object doing one thing at a time: the search of
// Wing and Gong (1993) with Lowe's cache of what was tried (2017), as Porcupine does it. Histories are given
// per object (a key of a store), because linearizability is local: the whole is, if each object's is.

export interface Operation<I, O> {
  readonly input: I;
  readonly output: O;
  /** When it was asked, and when it was answered; Infinity while the outcome is not known. */
  readonly start: number;
  readonly end: number;
}

/** What an object may do. States are compared by their text. */
export interface Model<I, O> {
  readonly initial: string;
  /** The state after an operation with this outcome; undefined where that outcome is impossible. */
  step(state: string, input: I, output: O): string | undefined;
}

export type Verdict =
  | { readonly kind: 'linearizable' }
  /** `longest`: as many operations as could be put in order, by position. `stuck`: one that fits nowhere. */
  | { readonly kind: 'illegal'; readonly longest: readonly number[]; readonly stuck: number }
  /** Too much work; nothing is known. */
  | { readonly kind: 'unknown' };

interface Node {
  readonly operation: number;
  readonly isCall: boolean;
  previous: Node | undefined;
  next: Node | undefined;
  /** Of a call: its return. */
  match: Node | undefined;
}

/** Decides whether `operations` on one object that begins in the model's initial state are linearizable. */
export function checkObject<I, O>(
  model: Model<I, O>,
  operations: readonly Operation<I, O>[],
  maxSteps = 20_000_000,
): Verdict {
  const head = listOf(operations);
  const done = new Uint32Array(Math.ceil(operations.length / 32));
  const tried = new Set<string>();
  const stack: { readonly call: Node; readonly state: string }[] = [];
  let state = model.initial;
  let longest: number[] = [];
  let stuck = 0;
  let node = head.next;
  for (let steps = 0; head.next !== undefined; steps++) {
    if (steps >= maxSteps) return { kind: 'unknown' };
    if (node?.isCall === true) {
      const operation = operations[node.operation];
      const after = operation && model.step(state, operation.input, operation.output);
      if (after !== undefined && isNew(tried, done, node.operation, after)) {
        stack.push({ call: node, state });
        state = after;
        flip(done, node.operation);
        lift(node);
        if (stack.length > longest.length) longest = stack.map(({ call }) => call.operation);
        node = head.next;
      } else {
        node = node.next;
      }
      continue;
    }
    // An operation ended that could not be put before its end: go back to the last choice.
    if (node !== undefined && stack.length >= longest.length) stuck = node.operation;
    const last = stack.pop();
    if (last === undefined) return { kind: 'illegal', longest, stuck };
    ({ state } = last);
    flip(done, last.call.operation);
    unlift(last.call);
    node = last.call.next;
  }
  return { kind: 'linearizable' };
}

function listOf<I, O>(operations: readonly Operation<I, O>[]): Node {
  const events: { readonly at: number; readonly node: Node }[] = [];
  for (const [position, { start, end }] of operations.entries()) {
    const made = (isCall: boolean, match?: Node): Node => ({
      operation: position,
      isCall,
      previous: undefined,
      next: undefined,
      match,
    });
    const ret = made(false);
    events.push({ at: start, node: made(true, ret) }, { at: end, node: ret });
  }
  // At the same instant calls come first: such operations overlap.
  events.sort((a, b) => (a.at === b.at ? Number(b.node.isCall) - Number(a.node.isCall) : a.at - b.at));
  const head: Node = { operation: -1, isCall: false, previous: undefined, next: undefined, match: undefined };
  let last = head;
  for (const { node } of events) {
    last.next = node;
    node.previous = last;
    last = node;
  }
  return head;
}

function flip(bits: Uint32Array, position: number): void {
  bits[position >>> 5] = (bits[position >>> 5] ?? 0) ^ (1 << (position & 31));
}

/** Notes that these operations led to this state; false when they did before. */
function isNew(tried: Set<string>, done: Uint32Array, operation: number, state: string): boolean {
  flip(done, operation);
  // Words before the first gap are all ones, words behind the last one all zeros: neither says anything.
  let from = 0;
  while (done[from] === 0xffff_ffff) from += 1;
  let to = done.length;
  while (to > from && done[to - 1] === 0) to -= 1;
  const name = `${from}:${done.subarray(from, to).join()}|${state}`;
  flip(done, operation);
  if (tried.has(name)) return false;
  tried.add(name);
  return true;
}

function lift(call: Node): void {
  for (const node of [call, call.match]) {
    if (node?.previous !== undefined) node.previous.next = node.next;
    if (node?.next !== undefined) node.next.previous = node.previous;
  }
}

function unlift(call: Node): void {
  for (const node of [call.match, call]) {
    if (node?.previous !== undefined) node.previous.next = node;
    if (node?.next !== undefined) node.next.previous = node;
  }
}
