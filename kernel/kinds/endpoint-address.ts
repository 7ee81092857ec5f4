// Addresses that are behind no Service: they lead to the machine that sends, to its link alone, or nowhere. Who may write
// endpoints must not have nodes and masters speak to themselves.
import { isAddressIn, parseAddress } from '#kernel/model/ip.ts';

const ranges: readonly (readonly [networks: readonly string[], why: string])[] = [
  [['127.0.0.0/8', '::1/128', '::ffff:127.0.0.0/104'], 'the loopback range (127.0.0.0/8, ::1/128)'],
  [
    ['169.254.0.0/16', 'fe80::/10', '::ffff:169.254.0.0/112'],
    'the link-local range (169.254.0.0/16, fe80::/10)',
  ],
  [['224.0.0.0/24', 'ff02::/16'], 'the link-local multicast range (224.0.0.0/24, ff02::/10)'],
];

/** Why an address can't be an endpoint's, as Kubernetes says it; undefined where it can, and where it is none. */
export function unusable(address: string): string | undefined {
  if (parseAddress(address)?.value === 0n) return `may not be unspecified (${address})`;
  const range = ranges.find(([networks]) => networks.some((network) => isAddressIn(address, network)));
  return range && `may not be in ${range[1]}`;
}
