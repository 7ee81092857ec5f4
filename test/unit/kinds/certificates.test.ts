// CertificateSigningRequest.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cellsOf, headingsOf, problems, problemsOfChange, selectableOf } from '#kit/kinds.ts';

const pem = (label: string): string =>
  Buffer.from(`-----BEGIN ${label}-----\nTWFk\n-----END ${label}-----\n`).toString('base64');
const csr = (spec: object = {}, status: object = {}) => ({
  kind: 'CertificateSigningRequest' as const,
  spec: {
    request: pem('CERTIFICATE REQUEST'),
    signerName: 'kubernetes.io/kube-apiserver-client',
    usages: ['client auth'],
    ...spec,
  },
  ...(Object.keys(status).length > 0 && { status }),
});
const decided = (...types: readonly string[]) => ({
  conditions: types.map((type) => ({ type, status: 'True' })),
});

describe('a request for a certificate', () => {
  const table: readonly (readonly [string, ReturnType<typeof csr>, readonly string[]])[] = [
    ['is taken', csr({ expirationSeconds: 600, extra: { scopes: ['a', 'b'] } }), []],
    [
      'is a request',
      csr({ request: pem('CERTIFICATE') }),
      ['spec.request: Invalid value: "<request data>": PEM block type must be CERTIFICATE REQUEST'],
    ],
    [
      'names a signer with a domain',
      csr({ signerName: 'me' }),
      [
        'spec.signerName: Invalid value: "me": must be a fully qualified domain and path of the form "example.com/signer-name"',
      ],
    ],
    [
      'names a signer with a whole domain',
      csr({ signerName: 'me/you' }),
      [
        'spec.signerName: Invalid value: "me/you": should be a domain with at least two segments separated by dots',
      ],
    ],
    ['says what it is for', csr({ usages: [] }), ['spec.usages: Required value']],
    [
      'says what it is for once',
      csr({ usages: ['client auth', 'client auth'] }),
      ['spec.usages[1]: Duplicate value: "client auth"'],
    ],
    [
      'asks for ten minutes at least',
      csr({ expirationSeconds: 599 }),
      ['spec.expirationSeconds: Invalid value: 599: must be greater than or equal to 600'],
    ],
    [
      'is approved or denied',
      csr({}, decided('Approved', 'Denied')),
      [
        'status.conditions: Invalid value: ["Approved","Denied"]: Approved and Denied conditions are mutually exclusive',
      ],
    ],
    [
      'is decided for good',
      csr({}, { conditions: [{ type: 'Approved', status: 'False' }] }),
      ['status.conditions[0].status: Unsupported value: "False": supported values: "True"'],
    ],
    [
      'is answered with a certificate',
      csr({}, { certificate: pem('PRIVATE KEY') }),
      [
        'status.certificate: Invalid value: "<certificate data>": must contain at least one CERTIFICATE PEM block',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('is for something that is known', () =>
    assert.match(
      problems(csr({ usages: ['fun'] })).join(),
      /^spec\.usages\[0\]: Unsupported value: "fun": supported values: "any", "cert sign", /,
    ));

  it('keeps what was decided and issued', () => {
    const issued = csr({}, { ...decided('Approved'), certificate: pem('CERTIFICATE') });
    assert.deepEqual(problemsOfChange(issued, csr({}, { certificate: pem('CERTIFICATE') })), [
      'status.conditions: Forbidden: updates may not remove a condition of type "Approved"',
    ]);
    assert.deepEqual(problemsOfChange(issued, csr({}, decided('Approved'))), [
      'status.certificate: Forbidden: updates may not change an issued certificate',
    ]);
    assert.deepEqual(problemsOfChange(csr(), csr({}, decided('Denied'))), []);
    assert.deepEqual(problemsOfChange(csr(), csr({ expirationSeconds: 600 })), [
      'spec: Invalid value: "x": field is immutable',
    ]);
  });

  it('is shown with what was decided, and found by its signer', () => {
    assert.deepEqual(headingsOf('CertificateSigningRequest').plain, [
      'NAME',
      'AGE',
      'SIGNERNAME',
      'REQUESTOR',
      'REQUESTEDDURATION',
      'CONDITION',
    ]);
    const word = (status: object): string | undefined => cellsOf(csr({}, status))['CONDITION'];
    assert.deepEqual(
      [
        {},
        decided('Approved'),
        decided('Denied'),
        decided('Approved', 'Failed'),
        { ...decided('Approved'), certificate: pem('CERTIFICATE') },
      ].map(word),
      ['Pending', 'Approved', 'Denied', 'Approved,Failed', 'Approved,Issued'],
    );
    const cells = cellsOf(csr({ expirationSeconds: 86_400, username: 'ann' }));
    assert.deepEqual([cells['REQUESTOR'], cells['REQUESTEDDURATION']], ['ann', '24h']);
    assert.equal(cellsOf(csr())['REQUESTEDDURATION'], '<none>');
    assert.deepEqual(selectableOf(csr()), { 'spec.signerName': 'kubernetes.io/kube-apiserver-client' });
  });
});
