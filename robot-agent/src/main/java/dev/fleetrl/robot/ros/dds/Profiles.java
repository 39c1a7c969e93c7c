package dev.fleetrl.robot.ros.dds;

import dev.fleetrl.robot.ros.RosTopic;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Fast DDS is told, in its own XML.
 *
 * <p>Samples are kept in memory of a fixed size ({@code PREALLOCATED}): the library's other policies let a sample that is larger
 * than announced overrun the buffer that it is copied into.
 */
final class Profiles {
    private static final String NAMESPACE = "http://www.eprosima.com/XMLSchemas/fastRTPS_Profiles";

    /** Samples that wait on either side; the newest stay. */
    private static final int DEPTH = 8;

    private static final int SOCKET_BYTES = 4 << 20;

    /** DDSI-RTPS 9.6.1.1: where the participants of a domain listen on one address. */
    private static final int PORT_BASE = 7400;

    private static final int PORTS_PER_DOMAIN = 250;
    private static final int FIRST_UNICAST = 10;
    private static final int PORTS_PER_PARTICIPANT = 2;

    /** Participants that are looked for on each peer. */
    private static final int PARTICIPANTS = 16;

    private Profiles() {}

    static String participant(String profile, DdsSettings settings) {
        String transport = "udp-" + profile;
        String allowed = all(settings.interfaces().stream().map(address -> tag("address", address)));
        return document(tag(
                        "transport_descriptors",
                        tag(
                                "transport_descriptor",
                                tag("transport_id", transport)
                                        + tag("type", "UDPv4")
                                        + tag("sendBufferSize", SOCKET_BYTES)
                                        + tag("receiveBufferSize", SOCKET_BYTES)
                                        + (allowed.isEmpty() ? "" : tag("interfaceWhiteList", allowed))))
                + "<participant profile_name=\"" + profile + "\">"
                + tag("domainId", settings.domain())
                + tag(
                        "rtps",
                        tag("name", "fleetrl")
                                + tag("builtin", discovery(settings))
                                + tag("userTransports", tag("transport_id", transport))
                                + tag("useBuiltinTransports", false))
                + "</participant>");
    }

    private static String discovery(DdsSettings settings) {
        String lease = tag("discoveryProtocol", "SIMPLE")
                + tag("leaseDuration", tag("sec", 10))
                + tag("leaseAnnouncement", tag("sec", 1));
        if (settings.peers().isEmpty()) {
            return tag("discovery_config", lease);
        }
        return tag("avoid_builtin_multicast", true)
                + tag("discovery_config", lease)
                + tag(
                        "initialPeersList",
                        all(settings.peers().stream().flatMap(peer -> locators(peer, settings.domain()))));
    }

    private static Stream<String> locators(String peer, int domain) {
        return IntStream.range(0, PARTICIPANTS)
                .mapToObj(participant -> tag(
                        "locator", tag("udpv4", tag("address", peer) + tag("port", unicastPort(domain, participant)))));
    }

    /** Where the participant of that number in its domain, on one address, hears of others. */
    static int unicastPort(int domain, int participant) {
        return PORT_BASE + PORTS_PER_DOMAIN * domain + FIRST_UNICAST + PORTS_PER_PARTICIPANT * participant;
    }

    static String subscriber(String profile, RosTopic<?> topic, String ddsTopic, String ddsType) {
        return endpoint("subscriber", profile, topic, ddsTopic, ddsType, "");
    }

    static String publisher(String profile, RosTopic<?> topic, String ddsTopic, String ddsType) {
        return endpoint(
                "publisher", profile, topic, ddsTopic, ddsType, tag("publishMode", tag("kind", "ASYNCHRONOUS")));
    }

    private static String endpoint(
            String kind, String profile, RosTopic<?> topic, String ddsTopic, String ddsType, String moreQos) {
        String history = tag("historyQos", tag("kind", "KEEP_LAST") + tag("depth", DEPTH))
                + tag(
                        "resourceLimitsQos",
                        tag("max_samples", DEPTH)
                                + tag("max_instances", 1)
                                + tag("max_samples_per_instance", DEPTH)
                                + tag("allocated_samples", 2));
        String qos = tag("durability", tag("kind", "VOLATILE"))
                + tag("reliability", tag("kind", topic.delivery().name()))
                + moreQos;
        return document("<" + kind + " profile_name=\"" + profile + "\">"
                + tag("topic", tag("name", ddsTopic) + tag("dataType", ddsType) + tag("kind", "NO_KEY") + history)
                + tag("qos", qos)
                + tag("historyMemoryPolicy", "PREALLOCATED")
                + "</" + kind + ">");
    }

    private static String document(String profiles) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><dds xmlns=\"" + NAMESPACE + "\">" + tag("profiles", profiles)
                + "</dds>";
    }

    private static String tag(String name, Object content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    private static String all(Stream<String> parts) {
        return parts.collect(Collectors.joining());
    }
}
