/** Latin digits of what was typed, in whatever digits and with whatever between them. */
export function digitsTyped(text: string): string {
    return text
        .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
        .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
        .replace(/\D/g, "");
}

/** As printed: 123 456 789. */
export function grouped(code: string): string {
    return code.replace(/(\d{3})(?=\d)/g, "$1 ");
}
