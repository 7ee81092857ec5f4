import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, headingsOf, objectOf, problems } from '#kit/kinds.ts';

const endpoints = (...subsets: readonly object[]) => ({ kind: 'Endpoints' as const, subsets });
const addresses = (...ips: readonly string[]): object[] => ips.map((ip) => ({ ip }));

describe('endpoints', () => {
  const table: readonly (readonly [string, readonly object[], readonly string[]])[] = [
    ['with addresses and ports are taken', [{ addresses: addresses('10.0.0.1'), ports: [{ port: 80 }] }], []],
    ['with nothing are taken', [], []],
    ['that are not ready are taken', [{ notReadyAddresses: addresses('10.0.0.1') }], []],
    [
      'without addresses are refused',
      [{ ports: [{ port: 80 }] }],
      ['subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`'],
    ],
    [
      'name their ports when there are several, each differently',
      [
        {
          addresses: addresses('10.0.0.1'),
          ports: [{ port: 1 }, { port: 2, name: 'a' }, { port: 3, name: 'a' }],
        },
      ],
      ['subsets[0].ports[0].name: Required value', 'subsets[0].ports[2].name: Duplicate value: "a"'],
    ],
    [
      'are addresses that lead to one other machine',
      [
        {
          addresses: addresses('nowhere', '0.0.0.0', '127.0.0.1'),
          notReadyAddresses: addresses('169.254.1.1', '224.0.0.5'),
        },
      ],
      [
        'subsets[0].addresses[0].ip: Invalid value: "nowhere": must be a valid IPv4 address',
        'subsets[0].addresses[1].ip: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)',
        'subsets[0].addresses[2].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
        'subsets[0].notReadyAddresses[0].ip: Invalid value: "169.254.1.1": may not be in the link-local range (169.254.0.0/16, fe80::/10)',
        'subsets[0].notReadyAddresses[1].ip: Invalid value: "224.0.0.5": may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)',
      ],
    ],
    [
      'have ports that can be',
      [{ addresses: addresses('10.0.0.1'), ports: [{ port: 0, protocol: 'ICMP' }] }],
      [
        'subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
        'subsets[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"',
      ],
    ],
  ];
  for (const [name, subsets, expected] of table)
    it(name, () => assert.deepEqual(problems(endpoints(...subsets)), expected));

  it('speak TCP unless they say otherwise', () => {
    const made = objectOf(endpoints({ addresses: addresses('10.0.0.1'), ports: [{ port: 80 }] }));
    assert.ok(made.kind === 'Endpoints');
    assert.deepEqual(made.subsets?.[0]?.ports, [{ port: 80, protocol: 'TCP' }]);
  });

  const printed: readonly (readonly [string, readonly object[], string])[] = [
    ['as nothing when there are none', [], '<none>'],
    ['as an empty text when none is ready', [{ notReadyAddresses: addresses('10.0.0.1') }], ''],
    [
      'as bare addresses without ports',
      [{ addresses: addresses('10.0.0.1', '10.0.0.2') }],
      '10.0.0.1,10.0.0.2',
    ],
    [
      'as three of them and how many more there are',
      [
        { addresses: addresses('10.0.0.1', '10.0.0.2'), ports: [{ port: 80 }, { port: 81, name: 'b' }] },
        { addresses: addresses('10.0.0.3') },
      ],
      '10.0.0.1:80,10.0.0.2:80,10.0.0.1:81 + 2 more...',
    ],
  ];
  for (const [name, subsets, text] of printed)
    it(`are printed ${name}`, () => assert.equal(cellsOf(endpoints(...subsets))['ENDPOINTS'], text));

  it('have no wide columns', () =>
    assert.deepEqual(headingsOf('Endpoints'), { plain: ['NAME', 'ENDPOINTS', 'AGE'], wide: [] }));
});

describe('a service account', () => {
  it('names each Secret once', () =>
    assert.deepEqual(
      problems({ kind: 'ServiceAccount', secrets: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] }),
      ['secrets[2].name: Duplicate value: "a"'],
    ));

  it('is printed as kubectl prints it', () => {
    const cells = cellsOf({ kind: 'ServiceAccount', secrets: [{ name: 'a' }] });
    assert.deepEqual(cells, { NAME: 'x', SECRETS: '1', AGE: '<unknown>' });
  });
});
