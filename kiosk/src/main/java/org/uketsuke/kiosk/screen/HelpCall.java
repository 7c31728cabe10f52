package org.uketsuke.kiosk.screen;

/** Which of the two help buttons was pressed. */
public enum HelpCall {
    /** お困りの方: somebody wants staff. */
    STAFF,
    /** カードをお忘れの方: somebody came without a card. */
    FORGOTTEN_CARD
}
