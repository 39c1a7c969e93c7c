package dev.fleetrl.contracts;

/** What every id must look like, so that it can stand in a topic, a file name and a URL. */
final class Identifier {
    private static final int MAX_LENGTH = 128;

    private Identifier() {}

    static void check(String kind, String value) {
        if (value.length() > MAX_LENGTH || !value.matches("[A-Za-z0-9_-][A-Za-z0-9_.:-]*")) {
            throw new IllegalArgumentException(kind + " '" + value + "' must be 1 to " + MAX_LENGTH
                    + " letters, digits or _ . : - and not start with a dot or colon");
        }
    }
}
