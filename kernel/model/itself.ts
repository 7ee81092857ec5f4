/**
 * A class whose instances are the objects that its constructor is given. A class that extends it keeps
 * what it knows of an object in a private field of that object: invisible, not copied when the object is
 * spread, and gone with it. A WeakMap of every object in memory costs the garbage collector more.
 */
export class Itself {
  constructor(object: object) {
    return object;
  }
}
