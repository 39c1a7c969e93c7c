package dev.fleetrl.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Says what is being done, how far it is and how long it will take. On a terminal one line is rewritten; in a log a new line
 * is written every ten seconds. Safe to use from several threads.
 */
public final class ProgressLine {
    private static final long LOG_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int BAR_WIDTH = 24;

    private final PrintStream out;
    private final int columns;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private final long startedAt;
    private String doing = "";
    private long doingSince;
    private long lastLogged;

    /** @param columns of the terminal; 0 where it is a log */
    public ProgressLine(PrintStream out, int columns, LongSupplier nanoClock) {
        this.out = out;
        this.columns = columns;
        this.terminal = columns > 0;
        this.nanoClock = nanoClock;
        this.startedAt = nanoClock.getAsLong();
    }

    /** As wide as the launcher says that the terminal is, or into a log where there is none. */
    public static ProgressLine onStandardOutput() {
        String columns = System.getenv("FLEETRL_COLUMNS");
        boolean terminal = columns != null && columns.matches("[0-9]{1,4}");
        return new ProgressLine(System.out, terminal ? Integer.parseInt(columns) : 0, System::nanoTime);
    }

    /** A new piece of work begins. */
    public synchronized void begin(String what) {
        doing = what;
        doingSince = nanoClock.getAsLong();
        lastLogged = doingSince;
        print(terminal ? what + " …" : clock() + "  " + what + " …", !terminal);
    }

    /** How far it is: {@code fraction} in [0, 1]; {@code detail} such as "12 of 40 episodes". */
    public synchronized void at(double fraction, String detail, double secondsLeft) {
        long now = nanoClock.getAsLong();
        if (!terminal && now - lastLogged < LOG_INTERVAL_NANOS) {
            return;
        }
        lastLogged = now;
        double left = secondsLeft >= 0 ? secondsLeft : guess(fraction, now);
        String line = (terminal ? doing + "  " + bar(fraction) : clock() + "  " + doing)
                + String.format(Locale.ROOT, " %3.0f %%  %s", 100 * fraction, detail)
                + (left >= 0 ? "  (about " + duration(left) + " left)" : "");
        print(line, !terminal);
    }

    /** It is done; what came out stays on the screen. */
    public synchronized void done(String result) {
        double seconds = (nanoClock.getAsLong() - doingSince) / 1e9;
        print(clock() + "  " + doing + ": " + result + "  [" + duration(seconds) + "]", true);
        doing = "";
    }

    /** A line of its own. */
    public synchronized void note(String line) {
        print(line, true);
    }

    private double guess(double fraction, long now) {
        return fraction < 0.03 ? -1 : (now - doingSince) / 1e9 * (1 - fraction) / fraction;
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(Math.max(0, Math.min(1, fraction)) * BAR_WIDTH);
        return "█".repeat(full) + "░".repeat(BAR_WIDTH - full);
    }

    private String clock() {
        long seconds = (nanoClock.getAsLong() - startedAt) / 1_000_000_000L;
        return String.format(Locale.ROOT, "%2d:%02d", seconds / 60, seconds % 60);
    }

    static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }

    private void print(String line, boolean newline) {
        if (terminal) {
            // A line that is to be rewritten must fit, or its beginning would stay.
            String fitting = newline ? line + "\n" : line.substring(0, Math.min(line.length(), columns - 1));
            out.print("\r\033[K" + fitting);
            out.flush();
        } else {
            out.println(line);
        }
    }
}
