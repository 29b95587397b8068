import { BlockList, isIPv4, isIPv6 } from 'node:net';

/*
 * Which addresses of the internet a repository's configuration may make us speak to. Never those of the network we
 * stand in ourselves: a policy is written by people who may have no business there.
 * https://www.iana.org/assignments/iana-ipv4-special-registry · …/iana-ipv6-special-registry
 */

const INNER_V4: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared, with metadata of some clouds
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // Azure's own services for its machines
  ['169.254.0.0', 16], // link-local, with the metadata of most clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];

/** Of IPv6 only what is given out at all (2000::/3), without these. */
const INNER_V6: readonly (readonly [net: string, prefix: number])[] = [
  ['2001::', 23], // protocol assignments, with Teredo
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address in disguise
  ['3fff::', 20], // documentation
];

const inner = new BlockList();
for (const [net, prefix] of INNER_V4) inner.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of INNER_V6) inner.addSubnet(net, prefix, 'ipv6');
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');
const mapped = new BlockList();
// IPv4 in IPv6: as the system maps it, and as networks without IPv4 translate it (RFC 6052).
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');
mapped.addSubnet('64:ff9b::', 96, 'ipv6');

/** Whether an IP address, in any way of writing it that Node has, belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !inner.check(address, 'ipv4');
  // A zone (`fe80::1%eth0`) is only ever one of this machine.
  if (!isIPv6(address) || address.includes('%')) return false;
  if (mapped.check(address, 'ipv6')) return isPublicAddress(embedded(address));
  return given.check(address, 'ipv6') && !inner.check(address, 'ipv6');
}

/** Whether it is this machine itself. */
export function isLoopback(address: string): boolean {
  if (isIPv4(address)) return address.startsWith('127.');
  return address === '::1' || (isIPv6(address) && /^::ffff:7f/i.test(canonical(address)));
}

/** The IPv4 address in the last 32 bits. */
function embedded(address: string): string {
  const [high = '0', low = '0'] = canonical(address).split(':').slice(-2);
  const bits = Number.parseInt(high || '0', 16) * 65_536 + Number.parseInt(low || '0', 16);
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join('.');
}

/** The one way of writing it: `::ffff:7f00:1` for `::ffff:127.0.0.1`. */
const canonical = (address: string): string =>
  new URL(`http://[${address}]/`).hostname.slice(1, -1);
