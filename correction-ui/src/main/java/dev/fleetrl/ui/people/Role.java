package dev.fleetrl.ui.people;

/** What somebody is to the site. Each may watch, and stop a robot; {@link Right} says who may do more. */
public enum Role {
    /** Looks on. */
    VIEWER,
    /** Takes robots over and judges their episodes. */
    OPERATOR,
    /** Reads results, asks for rounds and publishes policies. */
    RESEARCHER,
    /** May do all that there is. */
    ADMIN
}
