/**
 * Which addresses a link may lead to: those of the public internet, and none of this machine or its neighbours.
 */
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** All that is given to anybody so far (RFC 4291, IANA): elsewhere only addresses of special kinds are found. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** False for what is no address, too: private, loopback, link-local, multicast, reserved, and IPv4 inside IPv6. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const read = ipaddr.parse(address);
  if (read.range() !== "unicast") return false;
  return read instanceof ipaddr.IPv4 || read.match(GLOBAL_UNICAST);
}
