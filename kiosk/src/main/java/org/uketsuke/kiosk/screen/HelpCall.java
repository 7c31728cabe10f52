package org.uketsuke.kiosk.screen;

/** Which of the two help buttons was pressed. */
public enum HelpCall {
    /** 係員を呼ぶ: somebody wants staff. */
    STAFF,
    /** カードをお忘れの方: somebody came without a card. */
    FORGOTTEN_CARD
}
