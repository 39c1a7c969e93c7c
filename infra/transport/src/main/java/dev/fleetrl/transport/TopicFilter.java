package dev.fleetrl.transport;

/** MQTT's wildcard {@code +}, which stands for one whole level. {@code #} is not used by FleetRL. */
public final class TopicFilter {
    private TopicFilter() {}

    public static boolean matches(String filter, String name) {
        if (filter.indexOf('+') < 0) {
            return filter.equals(name);
        }
        String[] wanted = filter.split("/", -1);
        String[] levels = name.split("/", -1);
        if (wanted.length != levels.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return true;
    }
}
