// The syntaxes of names and values, by the names that proto/ gives them. Rules and error words as
// Kubernetes documents them.

const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const labelPattern = new RegExp(`^${label}$`);
const subdomainPattern = new RegExp(`^${label}(\\.${label})*$`);
const qualifiedPattern = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const envPattern = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const keyPattern = /^[-._a-zA-Z0-9]+$/;
const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4Pattern = new RegExp(`^${octet}(\\.${octet}){3}$`);

const labelWords =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name')";
const subdomainWords =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com')";

type Check = (value: string) => string | undefined;

const dnsLabel: Check = (value) => {
  if (value.length > 63) return 'must be no more than 63 characters';
  return labelPattern.test(value) ? undefined : labelWords;
};

const dnsSubdomain: Check = (value) => {
  if (value.length > 253) return 'must be no more than 253 characters';
  return subdomainPattern.test(value) ? undefined : subdomainWords;
};

/** What is wrong with a label's key, or another qualified name; undefined when nothing is. */
export const qualifiedName: Check = (value) => {
  const slash = value.indexOf('/');
  if (slash >= 0) {
    const prefixError = dnsSubdomain(value.slice(0, slash));
    if (prefixError !== undefined) return `prefix part ${prefixError}`;
  }
  const name = value.slice(slash + 1);
  if (name.length > 63) return 'name part must be no more than 63 characters';
  return qualifiedPattern.test(name)
    ? undefined
    : "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')";
};

/** What is wrong with a label's value; undefined when nothing is. */
export const labelValue: Check = (value) => {
  if (value.length > 63) return 'must be no more than 63 characters';
  return value === '' || qualifiedPattern.test(value)
    ? undefined
    : "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue')";
};

const portName: Check = (value) => {
  if (value.length > 15) return 'must be no more than 15 characters';
  if (!/^[a-z0-9-]+$/.test(value))
    return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  if (!/[a-z]/.test(value)) return 'must contain at least one letter (a-z)';
  return value.includes('--') || value.startsWith('-') || value.endsWith('-')
    ? 'must not begin or end with a hyphen or contain two in a row'
    : undefined;
};

/** Whether `text` is an IPv4 address. */
export function isIpv4(text: string): boolean {
  return ipv4Pattern.test(text);
}

const cidr: Check = (value) => {
  const [address, bits, ...rest] = value.split('/');
  const valid =
    rest.length === 0 && isIpv4(address ?? '') && /^\d{1,2}$/.test(bits ?? '') && Number(bits) <= 32;
  return valid ? undefined : 'must be an IPv4 network such as 10.96.0.0/16';
};

const relativePath: Check = (value) => {
  if (value.startsWith('/')) return 'must be a relative path';
  return value.split('/').includes('..') ? "must not contain '..'" : undefined;
};

const pathSegment: Check = (value) => {
  if (value === '.' || value === '..') return `may not be '${value}'`;
  const wrong = ['/', '%'].find((unit) => value.includes(unit));
  return wrong === undefined ? undefined : `may not contain '${wrong}'`;
};

/** Checks by format name: each returns what is wrong, or undefined. */
export const formats: Readonly<Record<string, Check>> = {
  'dns-label': dnsLabel,
  'dns-subdomain': dnsSubdomain,
  'qualified-name': qualifiedName,
  'label-value': labelValue,
  'port-name': portName,
  'path-segment': pathSegment,
  'env-name': (value) =>
    envPattern.test(value)
      ? undefined
      : "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'MY_NAME')",
  'config-key': (value) => {
    if (value.length > 253) return 'must be no more than 253 characters';
    return keyPattern.test(value) && value !== '.' && value !== '..'
      ? undefined
      : "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name')";
  },
  ip: (value) => (isIpv4(value) ? undefined : 'must be a valid IPv4 address, (e.g. 10.9.8.7)'),
  cidr,
  path: relativePath,
};
