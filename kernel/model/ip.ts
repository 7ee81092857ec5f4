// IP addresses and networks of both families, as numbers.

/** An address as a number of `bits` bits. */
export interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** A network: an address and how many of its bits count. */
export interface Network extends Address {
  readonly prefix: number;
}

const partPattern = /^[0-9a-fA-F]{1,4}$/;
const octetPattern = /^(0|[1-9]\d{0,2})$/;

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) return undefined;
  let value = 0n;
  for (const octet of octets) {
    if (!octetPattern.test(octet) || Number(octet) > 255) return undefined;
    value = value * 256n + BigInt(octet);
  }
  return value;
}

/** The 16-bit groups of one side of `::`; the last of an address may be an IPv4 address, which is two. */
function groupsOf(text: string, isEnd: boolean): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const embedded = isEnd && index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (partPattern.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

function parseIpv6(text: string): bigint | undefined {
  const [left = '', right, ...rest] = text.split('::');
  if (rest.length > 0) return undefined;
  const before = groupsOf(left, right === undefined);
  const after = groupsOf(right ?? '', true);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => 0n), ...after];
  return groups.reduce((value, group) => value * 65_536n + group, 0n);
}

/** Reads an IPv4 or IPv6 address; undefined for anything else. */
export function parseAddress(text: string): Address | undefined {
  const isIpv6 = text.includes(':');
  const value = isIpv6 ? parseIpv6(text) : parseIpv4(text);
  return value === undefined ? undefined : { bits: isIpv6 ? 128 : 32, value };
}

/** Reads a network such as 192.0.2.0/24 or 2001:db8::/32; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const parsed = parseAddress(address);
  if (parsed === undefined || rest.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  return Number(prefix) > parsed.bits ? undefined : { ...parsed, prefix: Number(prefix) };
}

/** Whether `inner` is a part of `outer` and not all of it. */
export function isStrictlyWithin(inner: Network, outer: Network): boolean {
  if (inner.bits !== outer.bits || inner.prefix <= outer.prefix) return false;
  const shift = BigInt(outer.bits - outer.prefix);
  return inner.value >> shift === outer.value >> shift;
}

/** Whether an address is of a network; false where either can't be read. */
export function isAddressIn(address: string, network: string): boolean {
  const [inner, outer] = [parseAddress(address), parseNetwork(network)];
  if (inner === undefined || outer === undefined || inner.bits !== outer.bits) return false;
  const shift = BigInt(outer.bits - outer.prefix);
  return inner.value >> shift === outer.value >> shift;
}
