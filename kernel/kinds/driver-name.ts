// The names of volume drivers, wherever they stand.
import type { FieldCause } from '#kernel/errors.ts';
import { invalid, tooLong } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';

/** The longest name of a volume driver. */
const maxNameBytes = 63;

/** What is wrong with a volume driver's name: a DNS name in which capitals may stand. */
export function validateDriverName(name: string, at: string): FieldCause[] {
  const wrong = formats['dns-subdomain']?.(name.toLowerCase());
  return [
    ...(name.length > maxNameBytes ? [tooLong(at, maxNameBytes)] : []),
    ...(wrong === undefined ? [] : [invalid(at, name, wrong)]),
  ];
}
