import { describe, expect, test } from '@jest/globals';
import { isLoopback, isPublicAddress } from '../../../src/notifiers/webhook/public-address.ts';

describe('an address of the public internet', () => {
  test.each([
    '8.8.8.8',
    '140.82.112.3',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001:81b::200e',
    '::ffff:8.8.8.8',
    '::ffff:808:808',
    '64:ff9b::8.8.8.8',
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('not one', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback, far end', '127.255.255.254'],
    ['this network', '0.0.0.0'],
    ['private, ten', '10.1.2.3'],
    ['private, 172', '172.16.0.1'],
    ['private, 172, far end', '172.31.255.255'],
    ['private, 192', '192.168.1.1'],
    ['shared', '100.64.0.1'],
    ['Alibaba’s metadata', '100.100.100.200'],
    ['link-local', '169.254.1.1'],
    ['AWS’, Google’s, Azure’s metadata', '169.254.169.254'],
    ['Azure’s wire server', '168.63.129.16'],
    ['protocol assignments', '192.0.0.170'],
    ['documentation', '192.0.2.1'],
    ['benchmarks', '198.19.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['IPv6 loopback', '::1'],
    ['IPv6 unspecified', '::'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 link-local with its zone', 'fe80::1%eth0'],
    ['IPv6 private', 'fd12:3456::1'],
    ['AWS’ metadata by IPv6', 'fd00:ec2::254'],
    ['IPv6 site-local', 'fec0::1'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv6 documentation', '2001:db8::1'],
    ['Teredo', '2001:0:4136:e378::1'],
    ['6to4 of a private address', '2002:a00:1::1'],
    ['discarded', '100::1'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['IPv4 in IPv6, in hex', '::ffff:7f00:1'],
    ['IPv4 in IPv6, written out', '0:0:0:0:0:ffff:a9fe:a9fe'],
    ['IPv4 in IPv6, the old way', '::127.0.0.1'],
    ['IPv4 translated', '64:ff9b::10.0.0.1'],
    ['IPv4 translated locally', '64:ff9b:1::808:808'],
    ['no address', 'example.com'],
    ['nothing', ''],
  ])('%s: %s', (_, address) => expect(isPublicAddress(address)).toBe(false));
});

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::2', false],
  ['localhost', false],
])('%s is this machine: %s', (address, expected) => expect(isLoopback(address)).toBe(expected));
