package dev.fleetrl.robot.ros.dds;

import java.util.List;

/**
 * Where a participant looks for others.
 *
 * @param domain ROS_DOMAIN_ID, 0 to 232
 * @param interfaces addresses of this machine that it speaks on; empty is all of them
 * @param peers addresses that are asked for participants one by one, instead of by multicast; empty is by multicast
 */
public record DdsSettings(int domain, List<String> interfaces, List<String> peers) {
    private static final int HIGHEST_DOMAIN = 232;
    private static final String LOOPBACK = "127.0.0.1";

    public DdsSettings {
        interfaces = List.copyOf(interfaces);
        peers = List.copyOf(peers);
        if (domain < 0 || domain > HIGHEST_DOMAIN) {
            throw new IllegalArgumentException("domain must be 0 to " + HIGHEST_DOMAIN + ", not " + domain);
        }
        interfaces.forEach(DdsSettings::checkAddress);
        peers.forEach(DdsSettings::checkAddress);
    }

    /** Within this machine alone, where loopback knows no multicast. */
    public static DdsSettings loopback(int domain) {
        return new DdsSettings(domain, List.of(LOOPBACK), List.of(LOOPBACK));
    }

    /** It becomes a part of a profile, so it must be nothing but an address. */
    private static void checkAddress(String address) {
        if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            throw new IllegalArgumentException("'" + address + "' should be an address such as " + LOOPBACK);
        }
    }
}
