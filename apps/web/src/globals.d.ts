declare const ngDevMode: boolean;
