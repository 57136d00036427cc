export interface SelectProps {
    readonly name: string;
    readonly value?: string;
    readonly onChoose?: (value: string) => void;
    readonly label: string;
    readonly children: readonly { readonly value: string; readonly label: string }[];
}

/** One choice of a form, with its label. */
export function Select({ name, label, value, onChoose, children }: SelectProps) {
    return (
        <label class="field">
            <span>{label}</span>
            <select name={name} {...(value === undefined ? {} : { value })} onChange={(event) => onChoose?.(event.currentTarget.value)}>
                {children.map((option) => (
                    <option key={option.value} value={option.value}>
                        {option.label}
                    </option>
                ))}
            </select>
        </label>
    );
}
