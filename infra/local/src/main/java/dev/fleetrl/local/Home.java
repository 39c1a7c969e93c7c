package dev.fleetrl.local;

import java.nio.file.Path;

/** Where FleetRL lies. */
public final class Home {
    private Home() {}

    /** The checkout, as the launcher says; without it, the working folder. */
    public static Path folder() {
        return Path.of(System.getenv().getOrDefault("FLEETRL_HOME", "."));
    }
}
