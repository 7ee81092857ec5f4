// JSON patches (RFC 6902), in a time and memory that go with the size of the patch and of what it changes.
//
// A patch never writes to what it was given. What it changes it copies first, each list and object once, and writes to
// its own copy from then on. What is not its own holds nothing that is: so it never changes, and copies may share it.
import { type ErrorCode, OrcError } from '#kernel/errors.ts';
import { limits } from '#kernel/limits.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { type JsonPointer, readPointer } from '#kernel/model/json-pointer.ts';
import { jsonSize } from '#kernel/model/json-size.ts';
import { isJsonObject } from '#kernel/model/json.ts';

/** The longest name or path that an error repeats, in UTF-16 units. */
const saidUnits = 200;

interface Operation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: JsonPointer;
  /** Empty but for move and copy. */
  readonly from: JsonPointer;
  readonly value: unknown;
  /** How errors name it. */
  readonly title: string;
}

type JsonTable = Record<string, unknown>;

function isTable(value: unknown): value is JsonTable {
  return isJsonObject(value);
}

function quoted(name: string): string {
  return JSON.stringify(name.length > saidUnits ? `${name.slice(0, saidUnits)}...` : name);
}

function pointerIn(text: string, index: number, field: string): JsonPointer {
  const pointer = readPointer(text);
  if (!('problem' in pointer)) return pointer;
  throw new OrcError(
    'BadRequest',
    `operation ${index} of the patch: its ${field} ${quoted(text)} ${pointer.problem}`,
  );
}

function operationIn(given: unknown, index: number): Operation {
  const { op, path, from, value } = isJsonObject(given) ? given : {};
  const isTaking = op === 'move' || op === 'copy';
  const isGiving = op === 'add' || op === 'replace' || op === 'test';
  if (
    !(isTaking || isGiving || op === 'remove') ||
    typeof path !== 'string' ||
    (isTaking && typeof from !== 'string') ||
    (isGiving && value === undefined)
  )
    throw new OrcError(
      'BadRequest',
      `operation ${index} of the patch is none: it needs op (add, remove, replace, move, copy, test), path, and value or from`,
    );
  // One that is deeper could be compared, but not within the stack.
  if (isGiving && jsonSize(value, { units: Infinity, depth: limits.jsonDepth }) === 'too deep')
    throw new OrcError(
      'BadRequest',
      `operation ${index} of the patch: its value is nested deeper than ${limits.jsonDepth} levels`,
    );
  return {
    op,
    path: pointerIn(path, index, 'path'),
    from: isTaking && typeof from === 'string' ? pointerIn(from, index, 'from') : [],
    value,
    title: `${index} of the patch (${op} ${path.length > saidUnits ? `${path.slice(0, saidUnits)}...` : path})`,
  };
}

/** A document while a patch is carried out. */
class Draft {
  #root: unknown;
  /** The lists and objects that only this patch has: it may write to them. */
  readonly #own = new Set<unknown>();
  /** What is being done, for errors. */
  #title = '';
  #copiedUnits = 0;
  #shiftedItems = 0;

  constructor(root: unknown) {
    this.#root = root;
  }

  do({ op, path, from, value, title }: Operation): void {
    this.#title = title;
    if (op === 'add') this.#add(path, value);
    else if (op === 'remove') this.#remove(path);
    else if (op === 'replace') this.#replace(path, value);
    else if (op === 'move') this.#move(from, path);
    else if (op === 'copy') this.#add(path, this.#copyOf(this.#at(from)));
    else if (!this.#holds(path, value)) this.#refuse('the value there is another');
  }

  /** What has been made. Throws when it is larger or deeper than what is read as JSON. */
  done(): unknown {
    const units = limits.objectBytes * 2;
    const size = jsonSize(this.#root, { units, depth: limits.jsonDepth });
    if (size === 'too large')
      throw new OrcError('TooLarge', `the patch makes the object larger than ${units} bytes of JSON`);
    if (size === 'too deep')
      throw new OrcError(
        'BadRequest',
        `the patch makes the object nest deeper than ${limits.jsonDepth} levels`,
      );
    return this.#root;
  }

  #refuse(why: string, code: ErrorCode = 'Invalid'): never {
    const message = `operation ${this.#title} can't be carried out: ${why}`;
    if (code !== 'Invalid') throw new OrcError(code, message);
    throw new OrcError(code, `the server rejected our request due to an error in our request: ${message}`, {
      causes: [{ reason: 'Invalid', field: 'patch', message }],
    });
  }

  /** The place that an index of a list of `count` names; -1 is the last, as in Kubernetes. */
  #indexIn(count: number, name: string): number {
    if (name === '-')
      this.#refuse('"-" is past the end of the list: only add and the path of move and copy may say it');
    if (!/^(0|-?[1-9]\d*)$/.test(name))
      this.#refuse(`${quoted(name)} is no index of a list: it must be a whole number without leading zeros`);
    const index = Number(name) < 0 ? count + Number(name) : Number(name);
    if (index < 0 || index >= count)
      this.#refuse(`there is no place ${quoted(name)} among the ${count} of the list`);
    return index;
  }

  #step(container: unknown, name: string): unknown {
    if (Array.isArray(container)) return container[this.#indexIn(container.length, name)];
    if (!isTable(container)) this.#refuse(`${quoted(name)} is looked for in what is no list or object`);
    // A value that is undefined would not be in the JSON.
    const value = Object.hasOwn(container, name) ? container[name] : undefined;
    if (value === undefined) this.#refuse(`there is no field ${quoted(name)}`);
    return value;
  }

  /** The value at a place. */
  #at(path: JsonPointer): unknown {
    let at = this.#root;
    for (const name of path) at = this.#step(at, name);
    return at;
  }

  /** Whether a value is at a place. That none is there is tested by null, as Kubernetes' clients do. */
  #holds(path: JsonPointer, value: unknown): boolean {
    const name = path.at(-1);
    if (value === null && name !== undefined) {
      const parent = this.#at(path.slice(0, -1));
      if (isTable(parent) && (Object.hasOwn(parent, name) ? parent[name] : undefined) === undefined)
        return true;
    }
    return equalValues(this.#at(path), value);
  }

  /** A list or object that may be written to: itself, or its copy, which is to take its place. */
  #writable(container: unknown, name: string): unknown[] | JsonTable {
    if (!Array.isArray(container) && !isTable(container))
      this.#refuse(`${quoted(name)} would stand in what is no list or object`);
    if (this.#own.has(container)) return container;
    const copy: unknown[] | JsonTable = Array.isArray(container) ? [...container] : { ...container };
    this.#own.add(copy);
    return copy;
  }

  /** The list or object in which a place is, to be written to. */
  #parentOf(path: JsonPointer): unknown[] | JsonTable {
    let parent = this.#writable(this.#root, path[0] ?? '');
    this.#root = parent;
    for (const [index, name] of path.slice(0, -1).entries()) {
      const inner = this.#writable(this.#step(parent, name), path[index + 1] ?? '');
      this.#put(parent, name, inner);
      parent = inner;
    }
    return parent;
  }

  /** Puts a value in the place of one that is there. */
  #put(parent: unknown[] | JsonTable, name: string, value: unknown): void {
    if (Array.isArray(parent)) parent[this.#indexIn(parent.length, name)] = value;
    else parent[name] = value;
  }

  #add(path: JsonPointer, value: unknown): void {
    const name = path.at(-1);
    if (name === undefined) {
      this.#root = value;
      return;
    }
    const parent = this.#parentOf(path);
    if (!Array.isArray(parent)) {
      parent[name] = value;
      return;
    }
    // The place past the end is one as well; -1 is that one, as in Kubernetes.
    const index = name === '-' ? parent.length : this.#indexIn(parent.length + 1, name);
    this.#shift(parent.length - index);
    parent.splice(index, 0, value);
  }

  /** Takes the value at a place away. */
  #remove(path: JsonPointer): unknown {
    const name = path.at(-1);
    if (name === undefined) this.#refuse('the whole document can not be removed');
    const parent = this.#parentOf(path);
    const value = this.#step(parent, name);
    if (Array.isArray(parent)) {
      const index = this.#indexIn(parent.length, name);
      this.#shift(parent.length - index);
      parent.splice(index, 1);
    } else Reflect.deleteProperty(parent, name);
    return value;
  }

  #replace(path: JsonPointer, value: unknown): void {
    const name = path.at(-1);
    if (name === undefined) {
      this.#root = value;
      return;
    }
    const parent = this.#parentOf(path);
    this.#step(parent, name);
    this.#put(parent, name, value);
  }

  #move(from: JsonPointer, path: JsonPointer): void {
    if (from.length <= path.length && from.every((name, index) => name === path[index])) {
      this.#at(from);
      if (from.length < path.length) this.#refuse('what is moved can not be moved into itself');
      return;
    }
    this.#add(path, this.#remove(from));
  }

  /** A copy, which later operations on its original do not change. */
  #copyOf(value: unknown): unknown {
    const { copiedUnits } = limits.jsonPatch;
    const size = jsonSize(value, { units: copiedUnits - this.#copiedUnits, depth: limits.jsonDepth });
    if (size === 'too deep')
      this.#refuse(`what it copies nests deeper than ${limits.jsonDepth} levels`, 'BadRequest');
    if (size === 'too large')
      this.#refuse(
        `all that the patch copies is more than ${copiedUnits} bytes of JSON: copy less`,
        'TooLarge',
      );
    this.#copiedUnits += size;
    return this.#apart(value);
  }

  #apart(value: unknown): unknown {
    if (!this.#own.has(value)) return value;
    if (Array.isArray(value)) return value.map((item) => this.#apart(item));
    if (!isTable(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#apart(inner)]));
  }

  /** Takes note that items of a list move, which takes a time in proportion to them. */
  #shift(items: number): void {
    this.#shiftedItems += items;
    if (this.#shiftedItems > limits.jsonPatch.shiftedItems)
      this.#refuse(
        'the patch adds to and removes from long lists too often: replace them whole, or work from their ends',
        'TooLarge',
      );
  }
}

/**
 * `target` changed by a JSON patch, all of it or nothing; parts of `target` and `patch` may stand in the result. Throws
 * BadRequest for what is no patch, Invalid for an operation that can't be carried out, naming it, and TooLarge for a
 * patch that makes or copies more than may be.
 */
export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw new OrcError('BadRequest', 'the patch is not a list of operations');
  if (patch.length > limits.jsonPatch.operations)
    throw new OrcError(
      'TooLarge',
      `the patch has ${patch.length} operations, may have at most ${limits.jsonPatch.operations}`,
    );
  const operations = patch.map(operationIn);
  const draft = new Draft(target);
  for (const operation of operations) draft.do(operation);
  return draft.done();
}
