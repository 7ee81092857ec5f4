// What a master's configuration says of the registries of images.
import { isRegistryHost, registryName } from '#kernel/images/reference.ts';
import type { Fields } from '#runtime/config-fields.ts';

/** A registry that masters ask what tags stand for, and how. */
export interface RegistryConfig {
  /** As the names of images have it, with its port if they have one. */
  readonly host: string;
  /** Where it is asked instead, such as a mirror, with its port if it is not the usual one; empty: at its host. */
  readonly address: string;
  /** Whether it speaks HTTP without TLS. */
  readonly plainHttp: boolean;
  /** A file with the PEM text of the CAs that its certificate is checked by; empty: the system's. */
  readonly authorityFile: string;
}

const mostRegistries = 64;

function readRegistryConfig(fields: Fields): RegistryConfig {
  const config = {
    host: registryName(
      fields.text(
        'host',
        'a host as the names of images have it, such as images.example.com:5000',
        isRegistryHost,
      ),
    ),
    address: fields.text(
      'address',
      'a host, with or without a port',
      (text) => text === '' || isRegistryHost(text),
      '',
    ),
    plainHttp: fields.flag('plainHttp'),
    authorityFile: fields.text('authorityFile', 'a file', () => true, ''),
  };
  if (config.plainHttp && config.authorityFile !== '')
    fields.refuse('authorityFile', 'absent where plainHttp is true: nothing is checked there');
  return config;
}

/** Reads the field `registries`: one registry, or a list. */
export function readRegistryConfigs(fields: Fields): RegistryConfig[] {
  const configs = fields.oneOrMore('registries', mostRegistries, readRegistryConfig);
  const hosts = configs.map(({ host }) => host);
  if (new Set(hosts).size < hosts.length) fields.refuse('registries', 'a list in which no host stands twice');
  return configs;
}
