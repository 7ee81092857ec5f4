// CertificateSigningRequest: asks for a certificate.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import {
  type KindDefinition,
  duplicate,
  forbidden,
  invalid,
  notSupported,
  required,
} from '#kernel/kinds/kind.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { formats } from '#kernel/model/formats.ts';
import {
  CertificateSigningRequest,
  type CertificateSigningRequestStatus,
} from '#kernel/model/gen/certificates.gen.ts';
import { humanDuration } from '#kernel/model/human.ts';

/** What a certificate may be asked for, as Kubernetes names it. */
const usages = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
];
/** The decisions that can't be taken back. */
const finalConditions = ['Approved', 'Denied', 'Failed'];
const maxSignerLength = 571;

const decoder = new TextDecoder();
const requestPattern =
  /^\s*-----BEGIN (NEW )?CERTIFICATE REQUEST-----\s[A-Za-z0-9+/=\s]+-----END (NEW )?CERTIFICATE REQUEST-----\s*$/;
const certificatePattern = /-----BEGIN CERTIFICATE-----\s[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/;

function validateSigner(signer: string): FieldCause[] {
  const at = 'spec.signerName';
  if (signer.length > maxSignerLength)
    return [
      { reason: 'TooLong', field: at, message: `Too long: may not be more than ${maxSignerLength} bytes` },
    ];
  const [domain = '', path = '', ...more] = signer.split('/');
  if (path === '' || more.length > 0)
    return [
      invalid(at, signer, 'must be a fully qualified domain and path of the form "example.com/signer-name"'),
    ];
  const causes: FieldCause[] = [];
  for (const part of [domain, path]) {
    const wrong = formats['dns-subdomain']?.(part);
    if (wrong !== undefined) causes.push(invalid(at, signer, wrong));
  }
  if (!domain.includes('.'))
    causes.push(invalid(at, signer, 'should be a domain with at least two segments separated by dots'));
  return causes;
}

function validateUsages(given: readonly string[]): FieldCause[] {
  if (given.length === 0) return [required('spec.usages')];
  const seen = new Set<string>();
  return given.flatMap((usage, index): FieldCause[] => {
    const at = `spec.usages[${index}]`;
    const again = seen.has(usage);
    seen.add(usage);
    if (!usages.includes(usage)) return [notSupported(at, usage, usages)];
    return again ? [duplicate(at, usage)] : [];
  });
}

function validateStatus({ conditions = [], certificate }: CertificateSigningRequestStatus): FieldCause[] {
  const causes: FieldCause[] = [];
  for (const [index, { type, status }] of conditions.entries())
    if (finalConditions.includes(type) && status !== 'True')
      causes.push(notSupported(`status.conditions[${index}].status`, status, ['True']));
  const types = new Set(conditions.map(({ type }) => type));
  if (types.has('Approved') && types.has('Denied'))
    causes.push(
      invalid('status.conditions', [...types], 'Approved and Denied conditions are mutually exclusive'),
    );
  if (
    certificate !== undefined &&
    certificate.length > 0 &&
    !certificatePattern.test(decoder.decode(certificate))
  )
    causes.push(
      invalid('status.certificate', '<certificate data>', 'must contain at least one CERTIFICATE PEM block'),
    );
  return causes;
}

function validateUpdate(next: CertificateSigningRequest, previous: CertificateSigningRequest): FieldCause[] {
  const causes: FieldCause[] = [];
  if (!equalValues(next.spec, previous.spec))
    causes.push(invalid('spec', next.metadata.name, 'field is immutable'));
  for (const type of finalConditions) {
    const had = previous.status?.conditions?.some((each) => each.type === type);
    const has = next.status?.conditions?.some((each) => each.type === type);
    if (had === true && has !== true)
      causes.push(forbidden('status.conditions', `updates may not remove a condition of type "${type}"`));
  }
  const { certificate } = previous.status ?? {};
  if ((certificate?.length ?? 0) > 0 && !equalValues(next.status?.certificate, certificate))
    causes.push(forbidden('status.certificate', 'updates may not change an issued certificate'));
  return causes;
}

function conditionText({ status }: CertificateSigningRequest): string {
  const types = new Set((status?.conditions ?? []).map(({ type }) => type));
  const words = [
    types.has('Denied') ? 'Denied' : types.has('Approved') ? 'Approved' : 'Pending',
    ...(types.has('Failed') ? ['Failed'] : []),
    ...((status?.certificate?.length ?? 0) > 0 ? ['Issued'] : []),
  ];
  return words.join(',');
}

export const definition: KindDefinition<CertificateSigningRequest> = {
  type: CertificateSigningRequest,
  group: 'certificates.k8s.io',
  version: 'v1',
  plural: 'certificatesigningrequests',
  singular: 'certificatesigningrequest',
  shortNames: ['csr'],
  namespaced: false,
  hasStatus: true,
  hasGeneration: false,
  columns: [
    nameColumn,
    ageColumn,
    { name: 'SignerName', description: 'Who is asked to sign.', value: ({ spec }) => spec.signerName },
    {
      name: 'Requestor',
      description: 'The user who made the request.',
      value: ({ spec }) => spec.username ?? '',
    },
    {
      name: 'RequestedDuration',
      description: 'How long the certificate is asked to be good for.',
      value: ({ spec }) =>
        spec.expirationSeconds === undefined ? '<none>' : humanDuration(spec.expirationSeconds * 1000),
    },
    {
      name: 'Condition',
      description: 'Whether the request is approved or denied, and the certificate issued.',
      value: conditionText,
    },
  ],
  validate: ({ spec, status }) => [
    ...(requestPattern.test(decoder.decode(spec.request))
      ? []
      : [invalid('spec.request', '<request data>', 'PEM block type must be CERTIFICATE REQUEST')]),
    ...validateSigner(spec.signerName),
    ...validateUsages(spec.usages ?? []),
    ...validateStatus(status ?? {}),
  ],
  validateUpdate,
  fields: [{ name: 'spec.signerName', value: ({ spec }) => spec.signerName }],
};
