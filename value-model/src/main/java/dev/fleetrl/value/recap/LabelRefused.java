package dev.fleetrl.value.recap;

/** The data or the settings do not allow these labels. The message is one line that says what to do. */
public final class LabelRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LabelRefused(String message) {
        super(message);
    }
}
