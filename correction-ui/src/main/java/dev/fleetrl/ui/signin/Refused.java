package dev.fleetrl.ui.signin;

/** Somebody may not come in; the message is for them. */
final class Refused extends Exception {
    static final int WRONG_REQUEST = 400;
    static final int WRONG_PASSWORD = 401;
    static final int NOT_ALLOWED = 403;
    static final int TOO_OFTEN = 429;
    static final int PROVIDER_AWAY = 502;

    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    String line() {
        return String.valueOf(getMessage());
    }
}
