package dev.fleetrl.local;

/** Something that the person at the keyboard can mend; its message is one line that says how. Exit code 2. */
public class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }

    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
