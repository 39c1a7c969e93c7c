package dev.fleetrl.ui.people;

/**
 * Somebody as they signed in.
 *
 * @param proof what showed that it is them, and must not have changed since; empty where only the moment counted
 */
public record Account(Person person, String proof) {
    /** Of whom nothing is kept. */
    public static Account of(Person person) {
        return new Account(person, "");
    }
}
